/** Draws the posters of scenarios: the moment of its strip at which it turns, or for the opening scene a pod's way. */

import { strip as english } from '#messages/en/ui/strip.ts';
import type { LocaleTag } from '#messages/locale.ts';
import { strip as chinese } from '#messages/zh-CN/ui/strip.ts';
import { posterSvg } from '#view-model/poster_svg.ts';
import { RunView } from '#view-model/run_view.ts';
import { type StripPanel, stripPanel } from '#view-model/strip_panel.ts';
import { playScenario } from './record_scenario.ts';
import type { Scenario } from './scenarios.ts';

/** Which of the five panels tells the most: what has gone wrong, or right, can be seen in it. */
const tellingPanel = 3;

/** A poster a language. `panels` are those of the scenario's strip; the opening scene has none. */
export function postersOf(
  scenario: Scenario,
  panels: readonly StripPanel[],
): Readonly<Record<LocaleTag, string>> {
  const { titles, objectives, lines } = scenario;
  const panel = panels[tellingPanel] ?? panels.at(-1) ?? openingPanel(scenario);
  const poster = (tag: LocaleTag) => ({
    title: titles[tag],
    line: lines[tag][tellingPanel] ?? objectives[tag],
    tag,
    panel,
  });
  return {
    en: posterSvg(poster('en'), english),
    'zh-CN': posterSvg(poster('zh-CN'), chinese),
  };
}

/** Messages about new pods are on their way to the focused informer. */
function openingPanel(scenario: Scenario): StripPanel {
  const { store } = playScenario(scenario);
  const view = new RunView();
  view.append(store.events, [...store.objects.entries()]);
  const start = scenario.start(store.events);
  const sent = store.events.filter(
    (event) =>
      event.seq > start && event.kind === 'watch.event.sent' && event.data.noun === scenario.focus,
  );
  return stripPanel(view, (sent[1] ?? sent[0])?.seq ?? view.lastSeq, scenario.focus);
}
