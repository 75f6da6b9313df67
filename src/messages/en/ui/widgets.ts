/** English for what stands in many places. */

export const widgets = {
  close: 'Close',
};
