/** Hands a file to the browser, to be saved as it saves files. */

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it once the click's task is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
