// A plug-in for Prettier that leaves styles as they are written: a rule stands on one line
// here, which Prettier would break up. Stylelint looks after them.
const parser = { parse: (text) => ({ text }), astFormat: "plain-css", locStart: () => 0, locEnd: (node) => node.text.length };

export const parsers = { css: parser };
export const printers = { "plain-css": { print: (path) => path.node.text.trim().replaceAll("\r\n", "\n") } };
