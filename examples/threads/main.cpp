// threads MODEL.so WEIGHTS.safetensors
//
// Eight threads share one model. Each call runs on its caller's thread alone, as the callers already fill the
// machine, and all answers are the same bits.
#include <resnetc/resnetc.hpp>

#include <cstdio>
#include <thread>

static std::vector<float> answer(const resnetc::Session &model, int number) {
  std::vector<float> x(model.input_elements());
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = static_cast<float>((i * 31 + static_cast<std::size_t>(number)) % 17);
  return model.infer(x);
}

int main(int argc, char **argv) try {
  if (argc != 3) {
    std::fprintf(stderr, "threads: expects MODEL.so WEIGHTS.safetensors\n");
    return 1;
  }
  resnetc_options serial = {};
  serial.struct_size = sizeof serial;
  serial.num_threads = 1;
  resnetc_session_options options = {};
  options.struct_size = sizeof options;
  options.context = &serial;
  const resnetc::Session model(argv[1], argv[2], &options);

  constexpr int count = 8, calls = 100;
  int wrong[count] = {};
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < count; ++t)
      threads.emplace_back([&model, &wrong, t] {
        const std::vector<float> first = answer(model, t);
        for (int call = 0; call < calls; ++call)
          wrong[t] += answer(model, t) != first;
      });
  }
  for (int each : wrong)
    if (each != 0)
      return 1;
  std::printf("%d threads, %d answers each\n", count, calls);
  return 0;
} catch (const std::exception &problem) {
  std::fprintf(stderr, "threads: %s\n", problem.what());
  return 1;
}
