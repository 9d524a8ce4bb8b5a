// Compiler options that vite, svelte-check and eslint share; knows nothing of the program.
/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  compilerOptions: { runes: true },
};
