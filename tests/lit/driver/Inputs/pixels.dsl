resnetc 1
model pixels {
  input x : u8[N, 11, 9, 3]
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  stem     { conv 3x3 20 /2; bn; relu }
  head     { avgpool global; fc 2 }
}
