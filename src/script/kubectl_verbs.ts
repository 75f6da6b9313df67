/**
 * kubectl's verbs as they can be used here: what follows each, which flags it takes, and what it is for
 * in a sentence. Parser, printer, completion, menus and help all read this one table.
 */

/** What a flag takes: nothing, one value, or one of a few words. */
export interface KubectlFlag {
  /** The letter that stands for it. */
  readonly short?: string;
  /** True for a switch: on if it stands alone, or `=true`, `=false`. */
  readonly isSwitch?: boolean;
  /** The words it may be followed by, for completion and for checking. */
  readonly values?: readonly string[];
  /** Offered by completion, though others are possible. */
  readonly suggestions?: readonly string[];
  /** What its value must look like. */
  readonly pattern?: RegExp;
  /** How its value is named: `N`. */
  readonly value?: string;
  readonly about: string;
}

const on = (about: string, short?: string): KubectlFlag => ({
  isSwitch: true,
  about,
  ...(short === undefined ? {} : { short }),
});
const taking = (value: string, about: string, more: Partial<KubectlFlag> = {}): KubectlFlag => ({
  value,
  about,
  ...more,
});

const aWholeNumber = /^-?\d{1,9}$/;
const aCount = /^\d{1,4}$/;
const aDuration = /^-?(\d+(\.\d+)?(h|m|s|ms))+$|^0$/;

/** Every flag by its long name. */
export const kubectlFlags = {
  all: on('every object of the type'),
  'all-namespaces': on('in every namespace', 'A'),
  'api-group': taking('GROUP', 'only resources of this API group'),
  cascade: taking('WHICH', 'what happens to dependents', {
    values: ['background', 'foreground', 'orphan', 'true', 'false'],
  }),
  client: on('only the client'),
  'current-replicas': taking('N', 'only if it has so many replicas now', { pattern: aWholeNumber }),
  'dry-run': taking('WHERE', 'only try', { values: ['none', 'client', 'server'] }),
  'field-manager': taking('NAME', 'who is noted as the manager of the fields'),
  'field-selector': taking('SELECTOR', 'only objects whose fields match'),
  filename: taking('FILE', 'the file with the objects', { short: 'f' }),
  for: taking('WHAT', 'what is waited for, or whose events', {
    suggestions: ['condition=', 'delete', 'create', "jsonpath='{}'"],
  }),
  force: on('at once, without grace'),
  'force-conflicts': on('take over fields that others manage'),
  'from-literal': taking('KEY=VALUE', 'one entry; may stand several times', {
    pattern: /^[^=]+=/s,
  }),
  'grace-period': taking('SECONDS', 'how long a pod may take to end', { pattern: aWholeNumber }),
  'ignore-not-found': on('what is missing is no failure'),
  image: taking('IMAGE', "the container's image; may stand several times"),
  'label-columns': taking('KEYS', 'labels to show as columns', { short: 'L' }),
  namespace: taking('NAMESPACE', 'where the objects are', { short: 'n' }),
  namespaced: on('only resources in namespaces, or only others with =false'),
  'no-headers': on('without the line of column names'),
  output: taking('FORMAT', 'how the result is shown', {
    short: 'o',
    values: ['wide', 'yaml', 'json', 'name'],
  }),
  overwrite: on('even if it has another value now'),
  patch: taking('JSON', 'the patch', { short: 'p' }),
  port: taking('PORT', "the container's port", { pattern: /^\d{1,5}$/ }),
  raw: taking('PATH', 'the answer of the server at this path, as it is'),
  replicas: taking('N', 'how many replicas are wanted', { pattern: aCount }),
  'resource-version': taking('VERSION', 'only if the object has this resourceVersion'),
  revision: taking('N', 'which revision', { pattern: aWholeNumber }),
  selector: taking('SELECTOR', 'only objects whose labels match', { short: 'l' }),
  'server-side': on('let the server work the result out'),
  'show-labels': on('with a column of all labels'),
  'show-managed-fields': on('with metadata.managedFields'),
  'sort-by': taking('PATH', 'order by this field, such as .metadata.name'),
  subresource: taking('NAME', 'the subresource', { values: ['status', 'scale'] }),
  tcp: taking('PORT:TARGET', 'a port; may stand several times', { pattern: /^\d{1,5}(:[\w-]+)?$/ }),
  timeout: taking('DURATION', 'how long it may take', { pattern: aDuration }),
  type: taking('TYPE', 'how the patch is written', { values: ['strategic', 'merge', 'json'] }),
  types: taking('TYPES', 'only events of these types'),
  v: taking('LEVEL', 'how much it tells of its requests; 8 shows bodies', {
    short: 'v',
    suggestions: ['6', '7', '8'],
    pattern: /^\d{1,2}$/,
  }),
  validate: taking('HOW', 'what happens to unknown fields', {
    values: ['strict', 'warn', 'ignore', 'true', 'false'],
  }),
  wait: on('until the objects are gone'),
  watch: on('go on and show what changes', 'w'),
  'watch-only': on('show changes, not what there is'),
} as const satisfies Readonly<Record<string, KubectlFlag>>;

export type KubectlFlagName = keyof typeof kubectlFlags;

/** One verb. */
export interface KubectlVerb {
  readonly verb: KubectlVerbName;
  /** What follows it. */
  readonly usage: string;
  readonly about: string;
  /** By long names; `-n` and `-v` go without saying. */
  readonly flags: readonly KubectlFlagName[];
  /** Words that must come first: the kinds of things that `create` can make. */
  readonly subcommands: readonly string[];
}

const selecting = ['selector', 'field-selector', 'all-namespaces'] as const;
const writing = ['dry-run', 'field-manager', 'output'] as const;
const fromFile = ['filename', 'validate', ...writing] as const;

const rows = {
  get: {
    usage: 'TYPE[,TYPE…] [NAME…] | TYPE/NAME…',
    about: 'Shows objects as a table, or in full with -o yaml.',
    flags: [
      ...selecting,
      'output',
      'watch',
      'watch-only',
      'show-labels',
      'label-columns',
      'sort-by',
      'no-headers',
      'ignore-not-found',
      'show-managed-fields',
      'subresource',
      'raw',
      'filename',
    ],
  },
  describe: {
    usage: 'TYPE [NAME…] | TYPE/NAME…',
    about: 'Tells of objects, of what belongs to them, and of their events.',
    flags: ['selector', 'all-namespaces', 'filename'],
  },
  create: {
    usage: '-f FILE | SUBCOMMAND NAME',
    about: 'Creates objects from a file, or one of a common kind by its name.',
    flags: [...fromFile, 'image', 'replicas', 'port', 'from-literal', 'type', 'tcp'],
    subcommands: ['configmap', 'deployment', 'job', 'namespace', 'secret', 'service'],
  },
  apply: {
    usage: '-f FILE',
    about: 'Brings objects to what the file says, and leaves what others have set.',
    flags: [...fromFile, 'server-side', 'force-conflicts', 'overwrite', 'subresource'],
  },
  replace: {
    usage: '-f FILE',
    about: 'Puts what the file says in the place of what is there.',
    flags: fromFile,
  },
  edit: {
    usage: 'TYPE NAME | TYPE/NAME',
    about: 'Opens an object in an editor; saving sends what has changed.',
    flags: ['filename', 'field-manager', 'validate'],
  },
  patch: {
    usage: 'TYPE NAME -p PATCH',
    about: 'Changes fields of an object.',
    flags: ['type', 'patch', 'subresource', ...writing],
  },
  label: {
    usage: 'TYPE NAME KEY=VALUE… KEY-…',
    about: 'Sets labels, or removes them with KEY-.',
    flags: ['overwrite', 'all', 'resource-version', 'selector', ...writing],
  },
  annotate: {
    usage: 'TYPE NAME KEY=VALUE… KEY-…',
    about: 'Sets annotations, or removes them with KEY-.',
    flags: ['overwrite', 'all', 'resource-version', 'selector', ...writing],
  },
  set: {
    usage: 'image TYPE/NAME CONTAINER=IMAGE…',
    about: 'Sets the images of containers.',
    flags: writing,
    subcommands: ['image'],
  },
  scale: {
    usage: 'TYPE/NAME --replicas=N',
    about: 'Sets how many replicas are wanted.',
    flags: ['replicas', 'current-replicas', 'resource-version', ...writing],
  },
  rollout: {
    usage: 'SUBCOMMAND TYPE/NAME',
    about:
      "Follows, restarts, pauses, resumes or undoes a deployment's rollout, or lists its history.",
    flags: ['watch', 'timeout', 'revision', 'field-manager', 'selector'],
    subcommands: ['history', 'pause', 'restart', 'resume', 'status', 'undo'],
  },
  delete: {
    usage: '-f FILE | TYPE NAME… | TYPE -l SELECTOR | TYPE --all',
    about: 'Deletes objects, and waits until they are gone.',
    flags: [
      'filename',
      ...selecting,
      'all',
      'cascade',
      'grace-period',
      'force',
      'ignore-not-found',
      'wait',
      'timeout',
      'dry-run',
      'output',
    ],
  },
  wait: {
    usage: 'TYPE/NAME --for=WHAT',
    about: 'Waits until objects have a condition or a field, exist or are gone.',
    flags: ['for', 'timeout', 'selector', 'all', 'all-namespaces', 'output', 'filename'],
  },
  events: {
    usage: '[--for TYPE/NAME]',
    about: 'Lists events, the latest last.',
    flags: ['for', 'watch', 'types', 'all-namespaces', 'output', 'no-headers'],
  },
  'api-resources': {
    usage: '',
    about: 'Lists the resources that the API server knows.',
    flags: ['api-group', 'namespaced', 'no-headers', 'output', 'sort-by'],
  },
  'api-versions': {
    usage: '',
    about: 'Lists the versions of the API groups.',
    flags: [],
  },
  version: {
    usage: '',
    about: 'Says the versions of kubectl and of the API server.',
    flags: ['client', 'output'],
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly usage: string;
      readonly about: string;
      readonly flags: readonly KubectlFlagName[];
      readonly subcommands?: readonly string[];
    }
  >
>;

export type KubectlVerbName = keyof typeof rows;

/** Every verb, in the order in which help shows them. */
export const kubectlVerbs: readonly KubectlVerb[] = (Object.keys(rows) as KubectlVerbName[]).map(
  (verb) => {
    const row: {
      readonly usage: string;
      readonly about: string;
      readonly flags: readonly KubectlFlagName[];
      readonly subcommands?: readonly string[];
    } = rows[verb];
    return {
      verb,
      usage: row.usage,
      about: row.about,
      flags: [...row.flags, 'namespace', 'v'],
      subcommands: row.subcommands ?? [],
    };
  },
);

/** The verb of that name. */
export function kubectlVerb(name: string): KubectlVerb | undefined {
  return kubectlVerbs.find(({ verb }) => verb === name);
}

/** A flag as a person writes it: `-n`, `--replicas`. */
export function writtenFlag(name: KubectlFlagName): string {
  const { short }: KubectlFlag = kubectlFlags[name];
  return short === undefined ? `--${name}` : `-${short}`;
}

/** What a flag is, by its long name or its letter. */
export function findFlag(text: string): KubectlFlagName | undefined {
  if (Object.hasOwn(kubectlFlags, text)) return text as KubectlFlagName;
  return (Object.keys(kubectlFlags) as KubectlFlagName[]).find(
    (name) => (kubectlFlags[name] as KubectlFlag).short === text,
  );
}
