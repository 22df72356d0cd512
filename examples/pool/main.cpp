// pool MODEL.so WEIGHTS.safetensors
//
// A model whose loops run on the application's own threads: those of oneTBB. The library starts none.
#include <resnetc/resnetc.hpp>

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <cstdio>

static std::atomic<int> loops{0};

/// body(closure, i) for each i in [0, count), wherever the arena has room.
static void onArena(void *arena, int64_t count, resnetc_loop_body body, void *closure) {
  ++loops;
  static_cast<tbb::task_arena *>(arena)->execute([&] {
    tbb::parallel_for(
        int64_t{0}, count, [&](int64_t i) { body(closure, i); }, tbb::simple_partitioner());
  });
}

int main(int argc, char **argv) try {
  if (argc != 3) {
    std::fprintf(stderr, "pool: expects MODEL.so WEIGHTS.safetensors\n");
    return 1;
  }
  tbb::task_arena arena(2);
  resnetc_options onTbb = {};
  onTbb.struct_size = sizeof onTbb;
  onTbb.num_threads = 2;
  onTbb.parallel_for = onArena;
  onTbb.parallel_for_data = &arena;
  resnetc_session_options options = {};
  options.struct_size = sizeof options;
  options.context = &onTbb;
  const resnetc::Session ours(argv[1], argv[2], &options), theirs(argv[1], argv[2]);

  const std::vector<float> x(4 * ours.input_elements(), 1.0f);
  if (ours.infer(x) != theirs.infer(x))
    throw std::runtime_error("the same call gave other bits on other threads");
  std::printf("%d loops on oneTBB\n", loops.load());
  return loops > 0 ? 0 : 1;
} catch (const std::exception &problem) {
  std::fprintf(stderr, "pool: %s\n", problem.what());
  return 1;
}
