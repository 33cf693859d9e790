/** Key of a letter in its bucket. */
export const keyOf = (id: string): string => `letters/${id}`;
