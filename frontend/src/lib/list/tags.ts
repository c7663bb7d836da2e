/** Tags as they are typed, in the order in which they stand. */
export const splitTags = (text: string): string[] =>
  text
    .split(/[、,，;；\n]/)
    .map((tag) => tag.trim())
    .filter(Boolean);
