/**
 * The formats of strings and numbers that a schema may ask for, as kube-openapi checks them.
 *
 * @diverges `uri` and `email` are checked by their outlines, not by Go's parsers of URLs and addresses.
 */

import {
  isDNS1123Label,
  isDNS1123Subdomain,
} from '#apimachinery/pkg/util/validation/validation.ts';
import type { SchemaProps } from './schema_props.ts';

type Check = (text: string) => boolean;

const uuid = (third: string, fourth: string): RegExp =>
  new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${third}-?${fourth}-?[0-9a-f]{12}$`, 'i');

const hostname =
  /^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$/u;

const timeOfDay = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$/;
const goDuration = /^[-+]?((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;
const wordyDuration = /\d+\s*([A-Za-zµ]+)/g;
const durationUnit =
  /^(ns|nano.*|us|µs|micro.*|ms|milli.*|s|sec.*|m|min.*|h|hr|hour.*|d|day.*|w|wk|week.*)$/;

const pattern =
  (expression: RegExp): Check =>
  (text) =>
    expression.test(text);

/** By name, without dashes. */
const checks: Readonly<Record<string, Check>> = {
  bsonobjectid: pattern(/^[0-9a-fA-F]{24}$/),
  uri: pattern(/^([a-zA-Z][a-zA-Z0-9+.-]*:\S+|\/\S*)$/),
  email: pattern(/^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+$/),
  hostname: isHostname,
  ipv4: isIPv4,
  ipv6: isIPv6,
  cidr: isCIDR,
  mac: pattern(
    /^([0-9a-fA-F]{2}([:-])([0-9a-fA-F]{2}\2){4}[0-9a-fA-F]{2}|([0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4})$/,
  ),
  uuid: pattern(uuid('[0-9a-f]{4}', '[0-9a-f]{4}')),
  uuid3: pattern(uuid('3[0-9a-f]{3}', '[0-9a-f]{4}')),
  uuid4: pattern(uuid('4[0-9a-f]{3}', '[89ab][0-9a-f]{3}')),
  uuid5: pattern(uuid('5[0-9a-f]{3}', '[89ab][0-9a-f]{3}')),
  isbn: (text) => isISBN10(text) || isISBN13(text),
  isbn10: isISBN10,
  isbn13: isISBN13,
  creditcard: isCreditCard,
  ssn: pattern(/^\d{3}[- ]?\d{2}[- ]?\d{4}$/),
  hexcolor: pattern(/^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/),
  rgbcolor: isRGBColor,
  byte: pattern(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/),
  password: () => true,
  date: isDate,
  duration: isDuration,
  datetime: isDateTime,
  k8sshortname: (text) => isDNS1123Label(text).length === 0,
  k8slongname: (text) => isDNS1123Subdomain(text).length === 0,
};

/** The format that counts: one that the server does not know for the type is as if it were not there. */
export function formatOf(schema: SchemaProps): string {
  const { format = '' } = schema;
  if (format === '' || schema['x-kubernetes-int-or-string'] === true) return isStringFormat(schema);
  switch (schema.type ?? '') {
    case '':
    case 'string':
      return isStringFormat(schema);
    case 'integer':
      return format === 'int32' || format === 'int64' ? format : '';
    case 'number':
      return format === 'float' || format === 'double' ? format : '';
    default:
      return '';
  }
}

/** True if the server checks texts for that format. */
export function isKnownFormat(format: string): boolean {
  return Object.hasOwn(checks, format.replaceAll('-', ''));
}

export function hasFormat(text: string, format: string): boolean {
  return checks[format.replaceAll('-', '')]?.(text) ?? true;
}

function isStringFormat(schema: SchemaProps): string {
  const { format = '' } = schema;
  return isKnownFormat(format) ? format : '';
}

function isHostname(text: string): boolean {
  if (!hostname.test(text) || text.length > 255) return false;
  return text.split('.').every((label) => label.length <= 63);
}

function isIPv4(text: string): boolean {
  const parts = text.split('.');
  if (parts.length !== 4) return false;
  return parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isIPv6(text: string): boolean {
  if (!text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const dotted = last.includes('.');
  if (dotted && !isIPv4(last)) return false;
  const plain = dotted ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = plain.length + (dotted ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

function isCIDR(text: string): boolean {
  const [address = '', bits = '', excess] = text.split('/');
  if (excess !== undefined || !/^\d{1,3}$/.test(bits)) return false;
  if (isIPv4(address)) return Number(bits) <= 32;
  return isIPv6(address) && Number(bits) <= 128;
}

function isISBN10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^(?:[0-9]{9}X|[0-9]{10})$/.test(digits)) return false;
  const sum = [...digits].reduce(
    (total, digit, index) => total + (index + 1) * (digit === 'X' ? 10 : Number(digit)),
    0,
  );
  return sum % 11 === 0;
}

function isISBN13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^[0-9]{13}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 12)].reduce(
    (total, digit, index) => total + (index % 2 === 0 ? 1 : 3) * Number(digit),
    0,
  );
  return (10 - (sum % 10)) % 10 === Number(digits[12]);
}

function isCreditCard(text: string): boolean {
  const digits = text.replace(/[^0-9]+/g, '');
  const known =
    /^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11})$/;
  if (!known.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function isRGBColor(text: string): boolean {
  const found = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(text);
  return found?.slice(1).every((part) => Number(part) <= 255) ?? false;
}

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return false;
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && leap ? 29 : (daysInMonth[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

function isDateTime(text: string): boolean {
  const [date = '', time, ...excess] = text.toLowerCase().split('t');
  if (text.length < 4 || time === undefined || excess.length > 0 || !isDate(date)) return false;
  const found = timeOfDay.exec(time);
  if (found === null) return false;
  const [hours = '', minutes = '', seconds = ''] = found.slice(1);
  return hours <= '23' && minutes <= '59' && seconds <= '59';
}

/** As Go writes durations, or in words: `5 minutes`. */
function isDuration(text: string): boolean {
  if (text === '0' || goDuration.test(text)) return true;
  return [...text.matchAll(wordyDuration)].some(([, unit = '']) =>
    durationUnit.test(unit.toLowerCase()),
  );
}
