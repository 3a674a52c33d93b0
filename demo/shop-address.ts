/** The address of a page of the shop, by its path: the shop lies beside the desk. */
export const shopAddress = (path: string): string => new URL(`shop/${path}`, location.href).href;
