//go:build !linux

package main

// logged is progress alone: stages are measured on Linux.
func logged(progress func(string)) func(string) { return progress }
