/** The embed page: everything of it is in src/embed. */

import { startEmbed } from '#embed/page/start.tsx';

const place = document.getElementById('playground');
if (place !== null) void startEmbed(place);
