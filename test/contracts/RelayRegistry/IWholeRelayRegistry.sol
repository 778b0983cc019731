// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../../contracts/interfaces/IRelayRegistry.sol";

/// @title Every function of the deployed contract, so that no test needs its source
interface IWholeRelayRegistry is IRelayRegistry {
    function multicall(bytes[] calldata data) external returns (bytes[] memory results);
}
