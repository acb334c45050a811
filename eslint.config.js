import jsdoc from "eslint-plugin-jsdoc";
import tseslint from "typescript-eslint";

const generated = ["**/*.generated.ts", "scripts/action/regime-shift.mjs"];

export default tseslint.config(
  {ignores: ["build/", "dist/", "node_modules/", "src/.observablehq/", "src/lib/", "src/data/", ...generated]},
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      // Index access is checked by `noUncheckedIndexedAccess`; where a loop's bound proves it, `!` says so.
      "@typescript-eslint/no-non-null-assertion": "off",
      // The declared types of parsers and of JSON.stringify claim more than holds.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", {ignoreArrowShorthand: true}],
      "@typescript-eslint/no-unused-vars": ["error", {varsIgnorePattern: "^_", argsIgnorePattern: "^_"}],
      "@typescript-eslint/restrict-template-expressions": ["error", {allowNumber: true}],
      "@typescript-eslint/consistent-type-imports": ["error", {fixStyle: "inline-type-imports"}],
      "no-restricted-syntax": ["error", {selector: "ExportDefaultDeclaration", message: "Use a named export."}],
    },
  },
  {
    files: ["lib/**/*.ts", "src/components/**/*.ts"],
    plugins: {jsdoc},
    rules: {
      "jsdoc/require-jsdoc": [
        "error",
        {publicOnly: true, contexts: ["TSInterfaceDeclaration", "TSTypeAliasDeclaration"]},
      ],
    },
  },
  {
    // The core knows types and arithmetic only.
    files: ["lib/engine/**/*.ts", "lib/explainer/**/*.ts"],
    rules: {
      "no-restricted-imports": ["error", {patterns: ["node:*", "**/catalog/*", "**/cli/*", "**/explore/*"]}],
      "no-restricted-globals": ["error", "window", "document", "process", "console", "fetch", "localStorage", "Date"],
      "no-restricted-properties": ["error", {object: "Math", property: "random"}],
    },
  },
  {files: ["lib/engine/**/*.ts"], rules: {"no-restricted-imports": ["error", {patterns: ["node:*", "../*"]}]}},
  {
    // Configuration files export by default, because their readers ask for it; scripts and configuration in JavaScript have no types.
    files: ["*.config.ts", "*.config.js"],
    rules: {"no-restricted-syntax": "off"},
  },
  {files: ["**/*.js", "**/*.mjs"], ...tseslint.configs.disableTypeChecked},
);
