/** The engine of another version, if this site still has it and this page can speak with it. */

import { decodeEngineListing, engineListingFile } from '#trace/engine_listing.ts';
import { portVersion } from '#trace/engine_port.ts';
import { engineVersion } from '#trace/engine_version.ts';
import { formatVersion } from '#trace/event.ts';
import { siteAddress } from '#ui/site_root.ts';

/** The address of its worker; `undefined` if the page's own engine has to do. */
export async function keptEngine(version: string): Promise<string | undefined> {
  if (version === engineVersion) return undefined;
  try {
    const answer = await fetch(siteAddress(engineListingFile));
    const listing = decodeEngineListing(await answer.json());
    const engine = listing.ok ? listing.value.engines[version] : undefined;
    if (engine?.port !== portVersion || engine.format !== formatVersion) return undefined;
    const worker = siteAddress(engine.worker);
    const { ok } = await fetch(worker);
    return ok ? worker : undefined;
  } catch {
    // Without a network or a listing there is the page's own engine, and the link's hash to hold it against.
    return undefined;
  }
}
