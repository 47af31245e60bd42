import { JobPage } from './JobPage.tsx';
import { Overview } from './Overview.tsx';

/** `#/portfolio` shows everybody as the latest sweep found them, `#/portfolio/{jobId}` one sweep or dry run. */
export function PortfolioPage({ rest: [jobId] }: { rest: readonly string[] }) {
  return jobId === undefined ? <Overview /> : <JobPage key={jobId} jobId={jobId} />;
}
