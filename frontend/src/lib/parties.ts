/** Whom a case may wait for, in the order of the keys 1–6. */
export const parties = [
  { code: "client", label: "待客户" },
  { code: "agency", label: "待我方" },
  { code: "cloud", label: "待腾讯云" },
  { code: "platform", label: "待平台" },
  { code: "bureau", label: "待管局" },
  { code: "police", label: "待公安" },
];
