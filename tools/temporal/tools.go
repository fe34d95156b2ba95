//go:build tools

// Package tools pins what Baton builds where it cannot be downloaded: the Temporal CLI (with its development server and UI),
// and the server and schema tool that the compose file starts on Postgres.
package tools

import (
	_ "github.com/temporalio/cli/cmd/temporal"
	_ "go.temporal.io/server/cmd/server"
	_ "go.temporal.io/server/cmd/tools/sql"
)
