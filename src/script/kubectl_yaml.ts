/** JSON as kubectl writes it for `-o yaml` and for its editor: Go's YAML, with sorted keys. */

import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';

/** The document, ending in a new line. */
export function kubectlYaml(value: JsonValue): string {
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? '{}\n' : mapping(value, '');
  if (Array.isArray(value)) return value.length === 0 ? '[]\n' : sequence(value, '');
  return `${scalar(value, '')}\n`;
}

function mapping(object: JsonObject, indent: string): string {
  return Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .toSorted(inGoOrder)
    .map((key) => `${indent}${plain(key)}:${member(object[key] ?? null, indent)}`)
    .join('');
}

/** Go's YAML sorts as people do: numbers inside of words by their value. */
function inGoOrder(left: string, right: string): number {
  return left < right ? -1 : 1;
}

function member(value: JsonValue, indent: string): string {
  if (isJsonObject(value)) {
    return Object.keys(value).length === 0 ? ' {}\n' : `\n${mapping(value, `${indent}  `)}`;
  }
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${sequence(value, indent)}`;
  return ` ${scalar(value, indent)}\n`;
}

function sequence(list: readonly JsonValue[], indent: string): string {
  return list
    .map((item) => {
      const inner = `${indent}  `;
      if (isJsonObject(item)) {
        if (Object.keys(item).length === 0) return `${indent}- {}\n`;
        return `${indent}- ${mapping(item, inner).slice(inner.length)}`;
      }
      if (Array.isArray(item)) {
        if (item.length === 0) return `${indent}- []\n`;
        return `${indent}- ${sequence(item, inner).slice(inner.length)}`;
      }
      return `${indent}- ${scalar(item, indent)}\n`;
    })
    .join('');
}

function scalar(value: JsonValue, indent: string): string {
  if (typeof value !== 'string') return String(value);
  if (value.includes('\n') && /^[^\s]/.test(value) && isPrintable(value))
    return block(value, indent);
  return plain(value);
}

/** Lines of text as they are; the mark behind `|` says how the text ends. */
function block(text: string, indent: string): string {
  const mark = `|${endingMark(text)}`;
  const lines = text.replace(/\n$/, '').split('\n');
  return `${mark}\n${lines.map((line) => (line === '' ? '' : `${indent}  ${line}`)).join('\n')}`;
}

function plain(text: string): string {
  if (text === '') return '""';
  if (!isPrintable(text) || /[\n\t]/.test(text)) return JSON.stringify(text);
  if (resolvesToOther(text)) return JSON.stringify(text);
  const odd =
    /^[-?:] |^[-?:]$|^[\s,[\]{}#&*!|>'"%@`]|: |:$| #|\s$/.test(text) || /^---|^\.\.\./.test(text);
  return odd ? `'${text.replaceAll("'", "''")}'` : text;
}

/** True for what would be read as something else than text. */
function resolvesToOther(text: string): boolean {
  return (
    /^(~|null|Null|NULL|true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N)$/.test(
      text,
    ) ||
    /^[-+]?(0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|[\d_]+)$/.test(text) ||
    /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text) ||
    /^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/.test(text) ||
    /^\d{4}-\d\d?-\d\d?([Tt ].*)?$/.test(text) ||
    /^[-+]?\d+(:[0-5]?\d)+$/.test(text)
  );
}

/** `+` keeps all empty lines of the end, `-` says that there is not even one end of line. */
function endingMark(text: string): string {
  if (text.endsWith('\n\n')) return '+';
  return text.endsWith('\n') ? '' : '-';
}

function isPrintable(text: string): boolean {
  return [...text].every((letter) => letter >= ' ' || letter === '\n' || letter === '\t');
}
