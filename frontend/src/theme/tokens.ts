/** The colours of the desk, light and dark. Signal colours belong to clocks alone; faults in data have their own. */
export const light = {
  accent: "#1F5F8B",
  accentHover: "#2A6F9E",
  accentPressed: "#174B6F",
  onAccent: "#FFFFFF",
  accentInk: "#1B567E",
  accentSoft: "#E9F1F7",
  ink1: "#1B2228",
  ink2: "#48525B",
  ink3: "#616C75",
  ink4: "#A7AFB6",
  line: "#E5E8EB",
  lineStrong: "#CDD3D8",
  page: "#FFFFFF",
  rail: "#F5F6F8",
  sunken: "#F8F9FA",
  hover: "#F4F6F8",
  selected: "#EBF2F7",
  raised: "#FFFFFF",
  overdue: "#B3261E",
  overdueSoft: "#FBEDEB",
  today: "#965400",
  todaySoft: "#FBF2E2",
  soon: "#66650A",
  soonSoft: "#F4F3DF",
  fault: "#8C2F5D",
  faultSoft: "#F8EDF3",
  scrim: "rgba(24,32,40,.36)",
};

export type Tokens = typeof light;

export const dark: Tokens = {
  accent: "#74B3DC",
  accentHover: "#8BC1E4",
  accentPressed: "#5E9EC9",
  onAccent: "#0D1A23",
  accentInk: "#84BCE1",
  accentSoft: "#1D3240",
  ink1: "#E7EAEC",
  ink2: "#B4BCC3",
  ink3: "#8F99A1",
  ink4: "#5C666E",
  line: "#2A3137",
  lineStrong: "#3C454C",
  page: "#171B1F",
  rail: "#121619",
  sunken: "#1B2024",
  hover: "#1F252A",
  selected: "#1E2D38",
  raised: "#20262B",
  overdue: "#F28B82",
  overdueSoft: "#3A2422",
  today: "#E7AE58",
  todaySoft: "#372B18",
  soon: "#C9C265",
  soonSoft: "#2E2D19",
  fault: "#E490B7",
  faultSoft: "#38242F",
  scrim: "rgba(0,0,0,.55)",
};

/** Writes the tokens as CSS variables: accentSoft becomes --accent-soft. */
export function applyTokens(tokens: Tokens, isDark: boolean, root: HTMLElement = document.documentElement): void {
  for (const [name, value] of Object.entries(tokens)) {
    root.style.setProperty("--" + name.replace(/[A-Z]/g, (c) => "-" + c.toLowerCase()), value);
  }
  root.style.colorScheme = isDark ? "dark" : "light";
  root.dataset.theme = isDark ? "dark" : "light";
}
