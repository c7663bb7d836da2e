import { shallowRef } from "vue";

/** The recovery code that opened the desk a moment ago, so that the new passphrase does not ask for it twice; "" once it was used or put off. */
export const typedCode = shallowRef("");
