/**
 * How heavy each part of the project may be at most, in bytes after gzip; 1 KB is 1,000 bytes. The first
 * three are the architecture's; the worker's is our own: nobody waits for it before the first picture, but
 * the first act does.
 */

export const kilobyte = 1_000;

export const budgetNames = ['engine core', 'embed page', 'app', 'engine worker'] as const;

export type BudgetName = (typeof budgetNames)[number];

export const budgets: Readonly<Record<BudgetName, number>> = {
  'engine core': 40 * kilobyte,
  'embed page': 150 * kilobyte,
  app: 250 * kilobyte,
  'engine worker': 260 * kilobyte,
};
