/**
 * Where the pipes run on a compact stage: the server lies across the top, the loop goes along the upper
 * row and back along the lower one, and what the workers write goes up beside them.
 */

import { type Boxes, layPipes, type Pipe, type Rect } from '#ui/stage/geometry.ts';

/** How far inside a box a token appears and disappears. */
const insetPx = 26;

/** Nothing where the boxes do not stand in rows of three: there, only the boxes tell. */
export function layCompactPipes(boxes: Boxes): readonly Pipe[] {
  const { server, reflector, queue, indexer, workers } = boxes;
  if (server === undefined || reflector === undefined || queue === undefined) return [];
  if (indexer === undefined || indexer.top !== reflector.top || queue.top !== reflector.top) {
    return [];
  }
  const across = layPipes(boxes, 'wide').filter(
    ({ name }) => name !== 'watch' && name !== 'ask' && name !== 'write',
  );
  const middle = (reflector.left + reflector.right) / 2;
  const watch = down({ name: 'watch', from: server, to: reflector, x: middle - 26 });
  const ask = down({ name: 'ask', from: server, to: reflector, x: middle + 34 });
  return [
    watch,
    { name: 'ask', tube: ask.tube.toReversed(), way: ask.way.toReversed() },
    ...across,
    ...(workers === undefined ? [] : [upBeside(workers, server)]),
  ];
}

function down(pipe: {
  readonly name: Pipe['name'];
  readonly from: Rect;
  readonly to: Rect;
  readonly x: number;
}): Pipe {
  const { name, from, to, x } = pipe;
  return {
    name,
    tube: [
      { x, y: from.bottom },
      { x, y: to.top },
    ],
    way: [
      { x, y: from.bottom - insetPx },
      { x, y: to.top + insetPx },
    ],
  };
}

function upBeside(workers: Rect, server: Rect): Pipe {
  const y = workers.top + 50;
  const x = workers.left - 12;
  const tube = [
    { x: workers.left, y },
    { x, y },
    { x, y: server.bottom },
  ];
  return { name: 'write', tube, way: [...tube, { x, y: server.bottom - insetPx }] };
}
