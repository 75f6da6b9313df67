/** What stands for React in the page that is built by itself, module by module. */

export const lightReact: readonly (readonly [module: string, instead: string])[] = [
  ['react-dom/client', 'preact/compat/client'],
  ['react-dom', 'preact/compat'],
  ['react/jsx-runtime', 'preact/jsx-runtime'],
  ['react', 'preact/compat'],
];
