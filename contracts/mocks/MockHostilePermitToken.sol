// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC3009} from "../interfaces/IERC3009.sol";
import {MockERC20} from "./MockERC20.sol";
import {MockPuppet} from "./MockPuppet.sol";

/// @title A token that does whatever it was told to with a permit or an authorization, and never reads the signature
/// @dev Both make the armed call first, if there is one.
contract MockHostilePermitToken is MockERC20("Hostile", "HOSTILE", 18), MockPuppet, IERC3009 {
    /// @notice How a call ends. `BurnsGas` consumes all it was given; the lengthy ones answer 100,000 bytes.
    enum Ending {
        Obeys,
        Reverts,
        BurnsGas,
        ReturnsAtLength,
        RevertsAtLength
    }

    uint256 private constant _LENGTH = 100_000;

    Ending public ending;
    uint256 public shortBy;

    function setEnding(Ending ending_) external {
        ending = ending_;
    }

    /// @param amount That is burnt of each authorised transfer.
    function setShortBy(uint256 amount) external {
        shortBy = amount;
    }

    function permit(address owner, address spender, uint256 value, uint256, uint8, bytes32, bytes32) external {
        _fire();
        _approve(owner, spender, value);
        _end();
    }

    /// @inheritdoc IERC3009
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external {
        _fire();
        _transfer(from, to, value);
        if (shortBy != 0) _burn(to, shortBy);
        _end();
    }

    function _end() private view {
        Ending how = ending;
        if (how == Ending.Obeys) return;
        bool burnsGas = how == Ending.BurnsGas;
        bool returns_ = how == Ending.ReturnsAtLength;
        uint256 length = how == Ending.Reverts ? 0 : _LENGTH;
        // Safety: memory is overwritten at will, since every branch ends the call.
        assembly {
            if burnsGas {
                invalid()
            }
            if returns_ {
                return(0, length)
            }
            revert(0, length)
        }
    }
}
