//===- Graphs.cpp - launches that are captured once and replayed ------------------===//
//
// A network is a hundred launches or more, each of which costs the processor microseconds; a graph of
// them costs one launch. The first call for a batch runs without, as it also loads kernels, which
// must not happen in a capture.
//
//===----------------------------------------------------------------------===//
#include "runtime/device/cuda/Cuda.h"

namespace {

void drop(rn_cuda_graph *graph) {
  if (graph->executable)
    rn_cuda.cuGraphExecDestroy(graph->executable);
  *graph = {};
}

/// The place of the function's launches for that batch and state; of the longest unused one, if it
/// is new.
rn_cuda_graph *placeOf(rn_cuda_context *cuda, int32_t (*entry)(const rn_frame *),
                       const rn_frame *frame, bool *isNew) {
  rn_cuda_graph *oldest = &cuda->graphs[0];
  *isNew = false;
  for (rn_cuda_graph &graph : cuda->graphs) {
    if (graph.entry == entry && graph.batch == frame->batch && graph.state == frame->state)
      return &graph;
    if (graph.lastUse < oldest->lastUse)
      oldest = &graph;
  }
  drop(oldest);
  *isNew = true;
  oldest->entry = entry;
  oldest->batch = frame->batch;
  oldest->state = frame->state;
  return oldest;
}

bool capture(rn_cuda_context *cuda, const rn_frame *frame, rn_cuda_graph *place) {
  if (rn_cuda.cuStreamBeginCapture(cuda->stream, CU_STREAM_CAPTURE_MODE_THREAD_LOCAL))
    return false;
  CUgraph graph = nullptr;
  rn_frame unwatched = *frame; // a capture that ends halfway would cost the context its graphs
  unwatched.watch = &rn_no_watch;
  const int32_t launched = place->entry(&unwatched);
  const CUresult ended = rn_cuda.cuStreamEndCapture(cuda->stream, &graph);
  const bool good =
      launched == 0 && ended == CUDA_SUCCESS && graph &&
      rn_cuda.cuGraphInstantiateWithFlags(&place->executable, graph, 0) == CUDA_SUCCESS;
  if (graph)
    rn_cuda.cuGraphDestroy(graph);
  return good;
}

} // namespace

extern "C" {

resnetc_status rn_cuda_replay(rn_cuda_context *cuda, int32_t (*entry)(const rn_frame *),
                              const rn_frame *frame) {
  bool isNew = true;
  rn_cuda_graph *place = cuda->withoutGraphs ? nullptr : placeOf(cuda, entry, frame, &isNew);
  if (place)
    place->lastUse = ++cuda->uses;
  if (place && !isNew && !place->executable)
    cuda->withoutGraphs = !capture(cuda, frame, place);
  if (place && place->executable)
    return RN_CUDA(cuda->call, cuGraphLaunch, place->executable, cuda->stream);
  return static_cast<resnetc_status>(entry(frame));
}

void rn_cuda_drop_graphs(rn_cuda_context *cuda) {
  for (rn_cuda_graph &graph : cuda->graphs)
    drop(&graph);
}

} // extern "C"
