// Makes the owner of a fresh Ghost and an integration with an Admin API key, and tells address and accounts as JSON.
const [url] = process.argv.slice(2);
const owner = {name: 'Owner', email: 'owner@example.com', password: 'correct-horse-9-staple', blogTitle: 'Gazette'};
let cookie = '';

async function call(path, body) {
  const headers = {'content-type': 'application/json', origin: url, 'accept-version': 'v5.0', cookie};
  const answer = await fetch(url + '/ghost/api/admin' + path, {method: 'POST', body: JSON.stringify(body), headers});
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} ${answer.status} ${text}`);
  return text.startsWith('{') ? JSON.parse(text) : text;
}

(async () => {
  await call('/authentication/setup/', {setup: [owner]});
  await call('/session/', {username: owner.email, password: owner.password});
  const made = await call('/integrations/?include=api_keys', {integrations: [{name: 'Marbre'}]});
  const key = made.integrations[0].api_keys.find((key) => key.type === 'admin').secret;
  const {site} = await (await fetch(url + '/ghost/api/admin/site/')).json();
  console.log(JSON.stringify({url, version: site.version, key, cookie}));
})().catch((error) => { console.error(error.message); process.exit(1); });
