// The claims with the most gaps, over HTTP.
//
// Usage: node scripts/examples/claims_with_gaps.mjs [ADDRESS]

const address = process.argv[2] ?? "http://127.0.0.1:8001";
const answer = await fetch(`${address}/claims.json`);
if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
const claims = await answer.json();
claims.sort((one, other) => other.n_gaps - one.n_gaps || one.claim_id.localeCompare(other.claim_id));
for (const claim of claims.slice(0, 10)) {
  console.log(claim.n_gaps, claim.claim_id, claim.verdict ?? "not judged yet");
}
