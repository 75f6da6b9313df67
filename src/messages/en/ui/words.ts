/**
 * The interface in English, one file per area of it. What stands here is what every language must say:
 * the type of a catalogue is that of the English one.
 */

import { apply } from './apply.ts';
import { boxCard } from './box_card.ts';
import { caption } from './caption.ts';
import { compare } from './compare.ts';
import { configurator } from './configurator.ts';
import { console } from './console.ts';
import { controllerBoxes } from './controller_boxes.ts';
import { crash } from './crash.ts';
import { embedElement } from './embed_element.ts';
import { embedPage } from './embed_page.ts';
import { exporting } from './exporting.ts';
import { fidelity } from './fidelity.ts';
import { header } from './header.ts';
import { informerBoxes } from './informer_boxes.ts';
import { inspect } from './inspect.ts';
import { keys } from './keys.ts';
import { language } from './language.ts';
import { lesson } from './lesson.ts';
import { library } from './library.ts';
import { link } from './link.ts';
import { log } from './log.ts';
import { manifests } from './manifests.ts';
import { metrics } from './metrics.ts';
import { notices } from './notices.ts';
import { palette } from './palette.ts';
import { panels } from './panels.ts';
import { parting } from './parting.ts';
import { profiles } from './profiles.ts';
import { queueHistory } from './queue_history.ts';
import { requests } from './requests.ts';
import { runDetails } from './run_details.ts';
import { scenes } from './scenes.ts';
import { script } from './script.ts';
import { sequence } from './sequence.ts';
import { serverBox } from './server_box.ts';
import { settingNotes } from './setting_notes.ts';
import { settings } from './settings.ts';
import { share } from './share.ts';
import { spoken } from './spoken.ts';
import { stage } from './stage.ts';
import { stageMode } from './stage_mode.ts';
import { states } from './states.ts';
import { strip } from './strip.ts';
import { transport } from './transport.ts';
import { verbs } from './verbs.ts';
import { views } from './views.ts';
import { why } from './why.ts';
import { widgets } from './widgets.ts';

export const words = {
  apply,
  boxCard,
  caption,
  compare,
  configurator,
  console,
  controllerBoxes,
  crash,
  embedElement,
  embedPage,
  exporting,
  fidelity,
  header,
  informerBoxes,
  inspect,
  keys,
  language,
  lesson,
  link,
  library,
  log,
  manifests,
  metrics,
  notices,
  palette,
  panels,
  parting,
  profiles,
  queueHistory,
  requests,
  runDetails,
  scenes,
  script,
  sequence,
  serverBox,
  settingNotes,
  settings,
  share,
  spoken,
  stage,
  stageMode,
  states,
  strip,
  transport,
  verbs,
  views,
  why,
  widgets,
};

/** Every word of the interface; functions where a word has parameters. */
export type Words = typeof words;
