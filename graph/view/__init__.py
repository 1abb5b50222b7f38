"""Pictures of the graph: layered chain as SVG and page, neighbourhood as a self-contained page, exports."""
