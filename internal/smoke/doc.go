// Package smoke starts the production binary under Xvfb and drives its page on the
// real WebKit through WebDriver. Its tests carry the build tag "smoke" because they
// need the built binary; `make smoke` builds it first.
package smoke
