// Loads a compose file as Docker Compose does, with the .env beside it as the whole environment, and prints the project as
// JSON. Ends with 1 and the reason when the file is not one.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
)

func main() {
	ctx, file := context.Background(), os.Args[1]
	folder := filepath.Dir(file)
	environment, err := dotenv.Read(filepath.Join(folder, ".env"))
	exitOn(err)
	config, err := loader.LoadConfigFiles(ctx, []string{file}, folder)
	exitOn(err)
	config.Environment = environment
	project, err := loader.LoadWithContext(ctx, *config)
	exitOn(err)
	json, err := project.MarshalJSON()
	exitOn(err)
	fmt.Println(string(json))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
