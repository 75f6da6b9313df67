/** Everything that can be embedded, with its title in the language of the page. */

export interface ScenarioNames {
  readonly groups: readonly {
    readonly kind: 'presets' | 'exhibits' | 'lessons';
    /** Address and title. */
    readonly scenarios: readonly (readonly [address: string, title: string])[];
  }[];
}
