import { PublicPage } from "../components/page.tsx";
export default function Landing() {
  return (
    <PublicPage>
      <h1>Slipway</h1>
    </PublicPage>
  );
}
