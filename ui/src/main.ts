// Makes the client and the application, and nothing else.
import { mount } from 'svelte';
import App from './app/App.svelte';
import type { Client } from './core/client';
import { inShell, tauriClient } from './core/tauri-client';

async function connect(): Promise<Client> {
  if (inShell()) return tauriClient();
  // In a plain browser (development, screenshots) the core is played in memory.
  return (await import('./core/memory-client')).memoryClient();
}

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target, props: { client: await connect() } });
