/** `embed.js`, the one script for other people's pages: it defines `<informer-lab>`, once. */

import { InformerLab } from './element.ts';

const name = 'informer-lab';

if (customElements.get(name) === undefined) customElements.define(name, InformerLab);
