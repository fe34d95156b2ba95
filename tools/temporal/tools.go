//go:build tools

// Package tools pins the Temporal CLI (with its development server and UI) that Baton builds where it cannot be downloaded.
package tools

import _ "github.com/temporalio/cli/cmd/temporal"
