// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {WETH} from "solady/tokens/WETH.sol";

/// @title WrappedEther
/// @notice Ether as an ERC-20 token, at the same address on every chain, so that no init code depends on the chain.
/// @dev Chains name their own wrapped ether differently; royalties that arrive as ether are wrapped here.
contract WrappedEther is WETH {}
