/** Any text as part of an id in the page: without signs that end it, and never the same for two texts. */
export const idWord = (text: string): string => text.replace(/[^a-z0-9]/gi, (sign) => `_${sign.charCodeAt(0).toString(16)}_`);
