"""Runs a loaded Rasa graph node by node.

Rasa hands each graph to dask, which plans it anew for every message and every prediction: of a turn
of ours that was a tenth. The nodes, their order and what they are given are the same here.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class PromptGraphRunner(DaskGraphRunner):
    """A graph runner without a planner; :meth:`over` takes over what Rasa loaded."""

    @classmethod
    def over(cls, loaded: GraphRunner) -> PromptGraphRunner:
        """Return a runner of the nodes that `loaded` has instantiated.

        Raises:
            TypeError: Rasa loaded another kind of runner.
        """
        if not isinstance(loaded, DaskGraphRunner):
            raise TypeError(f"not a runner of Rasa's: {type(loaded).__name__}")
        runner = cls.__new__(cls)
        runner._graph_schema = loaded._graph_schema
        runner._instantiated_nodes = loaded._instantiated_nodes
        runner._execution_context = loaded._execution_context
        runner._plans = {}
        return runner

    def __init__(
        self,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> None:
        super().__init__(graph_schema, model_storage, execution_context, hooks)
        #: For each set of targets, the nodes in an order in which each comes after what it needs.
        self._plans: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Run the graph and return what the targets put out, by their names."""
        wanted = tuple(targets or self._graph_schema.target_names)
        given = inputs or {}
        found: dict[str, Any] = {name: (name, value) for name, value in given.items()}
        for name, needs in self._plan(wanted):
            # Rasa's nodes tell an input that nobody provides by its bare name.
            found[name] = self._instantiated_nodes[name](*(found.get(n, n) for n in needs))
        return dict(found[name] for name in wanted)

    def _plan(self, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        if targets not in self._plans:
            nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
            planned: dict[str, tuple[str, ...]] = {}

            def add(name: str) -> None:
                if name in nodes and name not in planned:
                    needs = tuple(nodes[name].needs.values())
                    for needed in needs:
                        add(needed)
                    planned[name] = needs

            for name in targets:
                add(name)
            self._plans[targets] = list(planned.items())
        return self._plans[targets]
