/** Who may import whom in the window's source. */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "features-stay-apart",
      comment: "What two features do belongs in acts, what they show in ui.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "features-use-acts-bridge-ui-lib",
      severity: "error",
      from: { path: "^src/features/" },
      to: { path: "^src/", pathNot: "^src/(features|acts|bridge|ui|lib)/" },
    },
    {
      name: "acts-know-no-feature",
      comment: "What several features do, with its dialog: chase, record, ask, paper.",
      severity: "error",
      from: { path: "^src/acts/" },
      to: { path: "^src/", pathNot: "^src/(acts|bridge|ui|lib)/" },
    },
    {
      name: "ui-is-dumb",
      comment: "A component shows what it is given; it never asks Go.",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^src/", pathNot: "^src/(ui|lib)/" },
    },
    {
      name: "lib-stands-alone",
      severity: "error",
      from: { path: "^src/lib/" },
      to: { path: "^src/", pathNot: "^src/lib/" },
    },
    {
      name: "bridge-knows-no-screen",
      severity: "error",
      from: { path: "^src/bridge/" },
      to: { path: "^src/", pathNot: "^src/(bridge|lib)/" },
    },
    {
      name: "generated-code-through-the-bridge-only",
      severity: "error",
      from: { pathNot: "^src/bridge/" },
      to: { path: "wailsjs" },
    },
    {
      name: "shipped-code-uses-shipped-packages",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
