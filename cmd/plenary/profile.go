package main

import (
	"errors"
	"os"
	"runtime"
	"runtime/pprof"

	"github.com/spf13/cobra"
)

// profiled writes what a command spends its time and memory on, for go tool pprof.
func profiled(cmd *cobra.Command) {
	var cpu, mem string
	fl := cmd.Flags()
	fl.StringVar(&cpu, "cpu-profile", "", "write where the time goes to FILE, for go tool pprof")
	fl.StringVar(&mem, "mem-profile", "", "write where memory was allocated to FILE, for go tool pprof")
	fl.MarkHidden("cpu-profile") // the flags were named a line above
	fl.MarkHidden("mem-profile")
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if cpu != "" {
			f, err := os.Create(cpu)
			if err != nil {
				return err
			}
			defer f.Close()
			if err := pprof.StartCPUProfile(f); err != nil {
				return err
			}
			defer pprof.StopCPUProfile()
		}
		err = run(cmd, args)
		if mem != "" {
			err = errors.Join(err, memProfile(mem))
		}
		return err
	}
}

func memProfile(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	runtime.GC()
	return errors.Join(pprof.Lookup("allocs").WriteTo(f, 0), f.Close())
}
