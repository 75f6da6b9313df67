/**
 * The parameters that an embed takes: attributes of `<informer-lab>`, and the query of `embed.html`. Only
 * their names, so that the script in other people's pages stays small; parameters.ts says what they mean.
 */

export const parameterNames = [
  'scenario',
  'run',
  'panels',
  'profile',
  'controls',
  'theme',
  'autoplay',
  'start',
  'end',
  'speed',
  'lang',
] as const;

export type ParameterName = (typeof parameterNames)[number];
