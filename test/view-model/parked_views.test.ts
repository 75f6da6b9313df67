import { expect, test } from 'vitest';
import { nginxFile, played } from '#test/session/runs.ts';
import { ParkedViews } from '#view-model/parked_views.ts';
import { readStage } from '#view-model/read_stage.ts';
import { RunView } from '#view-model/run_view.ts';

const manyPods = `${nginxFile}run 1s
kubectl apply -f nginx.yaml
kubectl scale deployment/nginx --replicas=40
until pods running == 40 within 120s
kubectl scale deployment/nginx --replicas=5
until pods running == 5 within 120s
kubectl scale deployment/nginx --replicas=40
until pods running == 40 within 120s
`;

test('a view that was parked and folded on shows what one folded from the start shows', () => {
  const { store } = played(manyPods);
  const whole = new RunView();
  whole.append(store.events, store.objects.entries());
  expect(whole.length).toBeGreaterThan(21_000);
  const parked = new ParkedViews();
  while (parked.fill(whole));
  for (const seq of [20_000, 20_987, 400]) {
    const view = parked.prefix(whole, seq);
    const afresh = whole.empty();
    afresh.foldOn(whole, seq);
    expect(view.lastSeq).toBe(seq);
    for (const cursor of [1, 399, seq - 7, seq]) {
      expect(readStage(view, cursor)).toEqual(readStage(afresh, cursor));
    }
  }
});
