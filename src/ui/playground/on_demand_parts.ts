/** The parts of the page that only some readers open, each a file of its own. */

export const load = {
  verbs: () => import('#ui/verbs/verb_menu.tsx'),
  apply: () => import('#ui/apply/apply_dialog.tsx'),
  box: () => import('#ui/boxes/box_card.tsx'),
  help: () => import('#ui/help/key_help.tsx'),
  profiles: () => import('#ui/profiles/profile_menu.tsx'),
  palette: () => import('#ui/palette/palette.tsx'),
  settings: () => import('#ui/settings/settings_dialog.tsx'),
  scenes: () => import('#ui/scenes/scene_gallery.tsx'),
  script: () => import('#ui/script/script_dialog.tsx'),
  library: () => import('#ui/library/library_dialog.tsx'),
  exporting: () => import('#ui/export/export_dialog.tsx'),
  sharing: () => import('#ui/share/share_dialog.tsx'),
  comparison: () => import('#ui/compare/compare_view.tsx'),
  inspect: () => import('#ui/inspect/inspect_panel.tsx'),
  run: () => import('#ui/run_details/run_details.tsx'),
  notices: () => import('#ui/notices/notices.tsx'),
};

/** Fetches all of them. Whatever cannot be fetched now is asked for again when it is opened. */
export async function fetchParts(): Promise<void> {
  await Promise.allSettled(Object.values(load).map((part) => part()));
}
