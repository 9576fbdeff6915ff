import { vi } from "vitest";

// Files share a worker, so that libraries are loaded once; the portal's own modules, and what they remember, begin anew.
vi.resetModules();
delete process.env.CONTENT_DIR;
