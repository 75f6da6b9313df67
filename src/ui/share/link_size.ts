/** How long an address may be: what mail, chats and old servers still take whole. */

export const mostAddress = 8_192;
