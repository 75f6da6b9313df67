/** Where the recording of each scenario is. Nothing of it is fetched before it is asked for. */

const addresses = import.meta.glob<string>(
  [
    '../script/scenes/opening_record.ts',
    '../../lessons/L*/lesson.ts',
    '../../lessons/exhibits/B*/exhibit.ts',
    '../../lessons/presets/*/preset.ts',
  ],
  { query: '?recording', import: 'default', eager: true },
);

/** Addresses of recordings by their scenario: `preset/tombstone`, `opening`. */
export const recordingCatalogue: ReadonlyMap<string, string> = new Map(
  Object.entries(addresses).map(([file, address]) => [scenarioOf(file), address]),
);

/** `../../lessons/presets/tombstone/preset.ts` by `preset/tombstone`. */
function scenarioOf(file: string): string {
  const [name = '', folder = ''] = file.split('/').reverse();
  const kind = name.slice(0, -'.ts'.length);
  return kind === 'opening_record' ? 'opening' : `${kind}/${folder}`;
}
