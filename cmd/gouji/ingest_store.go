package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gouji/store"
)

// openStore opens the store that --store names.
func openStore(cmd *cobra.Command, mode store.Mode) (*store.Store, error) {
	url, err := cmd.Flags().GetString("store")
	if err != nil {
		return nil, err
	}
	s, err := store.Open(cmd.Context(), url, mode)
	switch {
	case errors.Is(err, store.ErrURL):
		return nil, usageError("--store: %w", err)
	case errors.Is(err, store.ErrMissing):
		return nil, failure(fmt.Errorf("%w; gouji ingest makes one", err))
	case err != nil:
		return nil, failure(err)
	}
	return s, nil
}

// closeStore closes the store; its error counts where there is no other.
func closeStore(s *store.Store, err error) error { return ended("closing the store", err, s.Close()) }

// ended is what a command came to that tidied up at its end; the error of that counts where there is no other.
func ended(deed string, err, tidying error) error {
	if err == nil && tidying != nil {
		return failure(fmt.Errorf("%s: %w", deed, tidying))
	}
	return err
}
