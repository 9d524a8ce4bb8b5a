// Types of what vite gives to the sources.
/// <reference types="vite/client" />
/// <reference types="svelte" />
