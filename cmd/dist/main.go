// Command dist builds what stands on an official's desk: a folder for Linux and one for
// Windows with the program, the engine where it is not inside, a guide, the invented
// ministry and the licences, each with its checksums. The same tree gives the same bytes,
// and the engine is the one whose digest stands here.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	out := flag.String("out", "dist", "folder for the archives")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	archives, err := distribute(ctx, *out)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
	for _, a := range archives {
		fmt.Println(a)
	}
}
