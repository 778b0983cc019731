// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "./MockERC20.sol";

/// @title A token that answers transfers with whatever it was told to, or burns all gas
contract MockJunkToken is MockERC20("Junk", "JUNK", 18) {
    bytes public answer = abi.encode(true);
    bool public burnsGas;

    function setAnswer(bytes calldata answer_) external {
        answer = answer_;
    }

    function setBurnsGas(bool burnsGas_) external {
        burnsGas = burnsGas_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        super.transfer(to, amount);
        return _answer();
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        super.transferFrom(from, to, amount);
        return _answer();
    }

    function _answer() private view returns (bool) {
        bytes memory junk = answer;
        bool burns = burnsGas;
        // Safety: ends the call, so nothing relies on memory afterwards.
        assembly ("memory-safe") {
            if burns {
                invalid()
            }
            return(add(junk, 0x20), mload(junk))
        }
    }
}
