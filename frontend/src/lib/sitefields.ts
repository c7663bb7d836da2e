/** What a field of a site is about, by the name of the field or of the group it stands in. */
const about: Record<string, string[]> = {
  domain: ["domain", "registrar", "registrarLabel", "boughtOn", "verifiedOn", "domainUntil", "proofUntil"],
  server: ["serverKind", "serverOwner", "serverInstance", "serverMonths", "serverIp", "serverIpEnd", "serverUntil", "access", "grantUntil"],
  content: ["contents", "languages"],
};

/** Whether a field, as "serverIp" or "registrar.name", is of something that sites of the case type lack: it is neither asked for nor judged. */
export const lacked = (lacks: string[], field: string): boolean => lacks.some((what) => about[what]?.includes(field.split(".")[0]!));
